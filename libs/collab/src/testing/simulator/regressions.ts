/** Histories that once broke a promise: what they broke, by seed. They are carried out in every test run. */
export const REGRESSIONS: readonly (readonly [seed: number, what: string])[] = [
  [54, 'a change of rights that waited for a server which had looked a moment too early'],
  [46, 'text shown as saved in a copy whose author had lost the right to write while he was away'],
  [57, 'own text missing in the draft after another history had begun'],
  [17, 'honest text refused since its frame had been judged before and not been stored'],
  [1603, 'honest text refused since it stands behind own text of an earlier page, which came into the log later'],
  [725, 'a new history opened with the rights of the one before'],
  [391, 'a frame stored by a server that woke up after its writer had lost his seat'],
  [
    51552333,
    'unsent text of an earlier page left in a copy whose author had lost the right to write since he came back',
  ],
  [166, 'a frame sent twice with other bytes while the first was on its way'],
  [1001581, 'page that stayed away when the end of the session before was told after the next had begun'],
  [2000251, 'text handed out by a server that came back with what it had heard before a session ended elsewhere'],
  [2009309, 'member left behind in a new history that he had joined before he was told of it'],
  [2013350, 'fault found in what is handed to a connection that broke off a moment before'],
  [2004821, 'row judged by a history that began after it was stored'],
  [2003988, 'word taken for lost of which another word replaced what its author had deleted'],
  [2029753, 'hostile copy that breaks on what somebody else wrote, taken for a fault'],
  [2030321, 'lease told to who had lost his seat, by a server that had not heard of it'],
  [2034745, 'row missed of which another had the same bytes'],
];
