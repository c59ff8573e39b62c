/** Words that are a password, or most of one, in every list of leaked passwords, Dutch ones among them. */
export const COMMON_CORES: ReadonlySet<string> = new Set(
  (
    'password passw passwoord wachtwoord wachtwoordwachtwoord passwordpassword welkom welkomwelkom welcome admin ' +
    'administrator beheer beheerder geheim geheimgeheim qwerty qwertyuiop qwertyuiopasdf azerty asdf asdfgh asdfghjkl ' +
    'zxcvbn zxcvbnm qwertyqwerty qwertyasdf qazwsx qazwsxedc qwaszx abc abcd abcdef abcdefgh abcdefghijkl ' +
    'abcdefghijklmnop iloveyou letmein monkey dragon football voetbal baseball master shadow sunshine princess ' +
    'superman batman trustno login test testtest gast guest user changeme verander zomer winter lente herfst voorjaar ' +
    'najaar januari februari maart april mei juni juli augustus september oktober november december maandag dinsdag ' +
    'woensdag donderdag vrijdag zaterdag zondag ajax feyenoord psv amsterdam rotterdam utrecht denhaag nederland ' +
    'holland oranje jeugd jeugdhulp jeugdzorg gemeente zorg tafel hallo halloallemaal hoihoi kaas pindakaas kippensoep ' +
    'snoopy bloemen vakantie schatje liefje lieverd mama papa computer internet'
  ).split(' '),
);

/** Longer ones that are no word with figures around it. */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set([
  '1q2w3e4r5t6y',
  '1q2w3e4r5t6y7u8i',
  '1qaz2wsx3edc',
  '1qaz2wsx3edc4rfv',
  'q1w2e3r4t5y6',
  'a1b2c3d4e5f6',
  'abc123abc123',
  'p@ssw0rd1234',
  'p@ssword1234',
  'passw0rd1234',
  'w@chtwoord123',
  'w@chtw00rd123',
  'wachtw00rd123',
  'w4chtw00rd12',
  'letmein12345',
  'correct horse battery staple',
  'correcthorsebatterystaple',
]);
