/** What socket.io's own decoder or a naive one takes, or what ended a process that took it. */
export const HOSTILE_TEXTS: readonly string[] = [
  // An event in words: without its data the server's flush timer throws, where no handler of ours catches.
  '2["m","text"]',
  '2["u",1]',
  '2["m"]',
  '2[]',
  '2{"0":"m","1":{}}',
  // Reserved names forge the end of a connection, or the arrival of another.
  '2["disconnect","x"]',
  '2["connection",{}]',
  // JSON instead of a packet.
  '{"type":2,"data":"x"}',
  '{"type":2,"data":["m",{}],"nsp":"/"}',
  '4{"type":2,"data":"x"}',
  // Attachments that never come, or too many.
  '51-["m",{"_placeholder":true,"num":0}]',
  '51-["m",{"_placeholder":true,"num":5}]',
  '5999999-["m"]',
  '61-0[{"_placeholder":true,"num":0}]',
  // Answers nobody asked for.
  '30["x"]',
  '3["x"]',
  // Other namespaces.
  '0/admin,{"protocol":3}',
  '1/admin,',
  '2/admin,["m"]',
  // Coming in with anything but a flat object: `null` ended the process.
  '0',
  '0null',
  '0[]',
  '0"x"',
  '0{',
  '0{"a":{"b":1}}',
  '0{"a":null}',
  '0{"pid":["x"]}',
  `0{"a":"${'x'.repeat(2_000)}"}`,
  `0${'{"a":'.repeat(300)}1${'}'.repeat(300)}`,
  // Leaving with something more.
  '1{}',
  '11',
  '',
  ' 1',
  '7',
  '\u0000',
  '5'.repeat(1_000),
];
