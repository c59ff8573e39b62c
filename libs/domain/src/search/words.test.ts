import { describe, expect, it } from 'vitest';
import { closeWords, coresOf, halvesOf, meantBy } from './close-words';
import { readable, wordsIn } from './fold';
import { questionOf } from './question';
import { formsOf, stemsOf } from './word-forms';

/** What a question asks, to read: "!" for exactly, "_" between words in a row, "+" for what may be one word. */
const asked = (text: string): string => {
  const { groups, not } = questionOf(text);
  const term = ({ words, exact, joined }: (typeof not)[number]): string =>
    `${exact ? '!' : ''}${words.join('_')}${joined ? '+' : ''}`;
  return [...groups.map((group) => group.map(term).join('|')), ...not.map((one) => `-${term(one)}`)].join(' ');
};

describe('[V8] words that stand everywhere', () => {
  it.each([
    ['wat is nodig', 'nodig'],
    ['ons plan', 'plan'],
    ['hulp of zorg', 'hulp|zorg'],
    ['Bij wie kan ik een klacht indienen?', 'klacht indienen'],
    ['of', '!of'],
    ['wel of niet', '!wel !of !niet'],
    ['wie is er', '!wie !is !er'],
  ])('are left out of "%s", but for a question of nothing else', (text, expected) => {
    expect(asked(text)).toBe(expected);
  });

  it('are no form of another word', () => {
    expect(formsOf('of')).toEqual(['of']);
    for (const word of ['geweld', 'kans', 'zijde']) expect(formsOf(word)).not.toContain('wel');
    expect(formsOf('kans')).not.toContain('kan');
  });
});

describe('[V9] the forms of a word', () => {
  it.each(
    `plan plannen, school scholen, raad raden, jaar jaren, taak taken, huis huizen, verblijf verblijven, gezin gezinnen,
     kind kinderen, pleegkind pleegkinderen, raadslid raadsleden, stad steden, mogelijkheid mogelijkheden, dag dagen,
     bedrag bedragen, wet wetten, tarief tarieven, prijs prijzen, ouder ouders, jeugdige jeugdigen, idee ideeen, uur uren,
     betalen betaalt, betalen betaald, betaling betaald, werken gewerkt, wonen woont, geven geeft, reizen reist,
     aanvragen aangevraagd, opvangen opgevangen, begeleiden begeleiding, samenwerken samenwerking, verwijzer verwijzen,
     groot grote, laag lage, evaluatie evalueren, financieren gefinancierd, huisje huis`
      .split(',')
      .map((pair) => pair.trim().split(' ') as [string, string]),
  )('has %s and %s for one word', (one, other) => {
    expect(formsOf(one)).toContain(other);
    expect(formsOf(other)).toContain(one);
  });

  it.each([
    ['school', 'scholing'],
    ['of', 'oven'],
    ['gebied', 'bieden'],
    ['gemeente', 'gemeen'],
    ['ouder', 'oud'],
  ])('does not have %s and %s for one', (one, other) => {
    expect(formsOf(one)).not.toContain(other);
  });

  it('are few, and begin with the word itself', () => {
    for (const word of ['verantwoordelijkheden', 'samenwerken', 'aangevraagd', 'a', '2025', 'пример']) {
      const forms = formsOf(word);
      expect(forms[0]).toBe(word);
      expect(forms.length).toBeLessThan(160);
    }
    expect(formsOf('2025')).toEqual(['2025']);
  });

  it('lead to what is made of it', () => {
    expect(stemsOf('verwijzen')).toContain('verwijs');
    expect(stemsOf('zorgen')).toEqual([]);
  });
});

describe('[V10] signs between words', () => {
  it.each([
    ['huis.Daarna', 'huis daarna'],
    ['netwerk,woning', 'netwerk woning'],
    ['geld;contract', 'geld contract'],
    ['gemeenten/aanbieders', 'gemeenten aanbieders'],
    ['(zorg)[hulp]{plan}', 'zorg hulp plan'],
    ['in-/uitzetten', 'uitzetten'],
    ['jan@hoogmeren.nl', 'jan hoogmeren nl'],
    ['https://regio.nl/plan.pdf', 'https regio nl plan pdf'],
    ['plan_van_aanpak', 'plan_van_aanpak+'],
    ['POH\u2011jeugd', 'poh_jeugd+'],
    ['e-mail', 'e_mail+'],
    ['p.g.b.', 'p_g_b+'],
    ['foto\u2019s', 'foto_s+'],
    ['3.2', '!3_2'],
    ['\u20ac 1.200,50', '!1_200_50'],
    ['60.000 euro', '!60_000'],
    ['22%', '!22'],
    ['2026\u20132030', '!2026_2030'],
    ['1 maart 2026', '!1_maart_2026'],
    ['artikel 2.15', '!artikel_2_15'],
    ['zorg\ud83d\ude42hulp', 'zorg hulp'],
  ])('part or join what stands beside them: %s', (text, expected) => {
    expect(asked(text)).toBe(expected);
  });
});

describe('[V11] quotes and dashes', () => {
  it.each([
    '"dicht bij huis"',
    '\u201cdicht bij huis\u201d',
    '\u201edicht bij huis\u201c',
    '\u00abdicht bij huis\u00bb',
    '\u00bbdicht bij huis\u00ab',
    '\u2018dicht bij huis\u2019',
    '\u201adicht bij huis\u2018',
    '\u2039dicht bij huis\u203a',
    "'dicht bij huis'",
    '\uff02dicht bij huis\uff02',
  ])('of every shape make a phrase: %s', (text) => {
    expect(asked(text)).toBe('!dicht_bij_huis');
  });

  it.each(['-', '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2212', '\uff0d'])(
    'of every length leave a word out: %s',
    (dash) => {
      expect(asked(`verblijf ${dash}crisis`)).toBe('verblijf -crisis');
      expect(asked(`verblijf ${dash} crisis`)).toBe('verblijf crisis');
      expect(asked(`${dash}crisis`)).toBe('crisis');
      expect(asked(`verblijf ${dash}"dicht bij"`)).toBe('verblijf -!dicht_bij');
    },
  );

  it.each([
    ['\u2019s avonds en \u2019s morgens', 'avonds morgens'],
    ["'s avonds bij ouders' huis", 'avonds ouders huis'],
    ['"dicht bij', 'dicht'],
    ['""', ''],
    ["'", ''],
  ])('that are none are passed over: %s', (text, expected) => {
    expect(asked(text)).toBe(expected);
  });
});

describe('[V12] signs that nobody sees', () => {
  it.each(['\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u200e', '\u202e', '\ufe0f', '\u{e0041}'])(
    'part no word: %j',
    (sign) => {
      expect(asked(`wacht${sign}lijst`)).toBe('wachtlijst');
      expect(readable(`${sign}wacht${sign}lijst${sign}`)).toBe('wachtlijst');
    },
  );

  it('are read with accents at their letters and letters apart', () => {
    expect(readable('cli\u0065\u0308nt \ufb01nancieel b\u0133')).toBe('cliënt financieel bij');
    expect(wordsIn('CLIËNT, Şentürk; m² straße')).toEqual(['client', 'senturk', 'm2', 'strase']);
  });
});

describe('[V13] compounds and slips of the finger', () => {
  it.each([
    ['lijst', 'wachtlijst', true],
    ['lijst', 'wachtlijsten', true],
    ['corporaties', 'woningcorporaties', true],
    ['huis', 'ziekenhuizen', true],
    ['ouder', 'wethouder', false],
    ['ouder', 'schouders', false],
    ['zorg', 'verzorg', false],
    ['raad', 'draad', false],
    ['plan', 'planning', false],
  ])('finds %s in the end of %s: %s', (word, lexeme, found) => {
    expect(closeWords(word, [lexeme]).compounds).toEqual(found ? [lexeme] : []);
    if (found) expect(coresOf(word).some((core) => lexeme.includes(core))).toBe(true);
  });

  it.each([
    ['wachtlijts', 'wachtlijst'],
    ['regiovise', 'regiovisie'],
    ['pleegzrog', 'pleegzorg'],
    ['bandbreette', 'bandbreedte'],
    ['gemeennte', 'gemeente'],
    ['kontract', 'contract'],
  ])('takes %s for %s', (typed, meant) => {
    expect(meantBy(typed, [meant, 'anders', 'van'])).toEqual([meant]);
    expect(meantBy(typed, [`${meant}plan`])).toContain(meant);
    const { first, last } = halvesOf(typed)!;
    expect(meant.startsWith(first) || meant.endsWith(last)).toBe(true);
  });

  it('takes no short word and no number for another', () => {
    expect([halvesOf('zorg'), halvesOf('20256')]).toEqual([null, null]);
    expect(meantBy('windmolens', ['windhonden', 'molens'])).toEqual([]);
  });
});

describe('[V1] any question', () => {
  it.each([
    '',
    '!!!',
    '-',
    '"',
    '(((',
    "'; DROP TABLE sections; --",
    'a & | !',
    ':*',
    '\u0000',
    '\ue000',
    '%',
    '-- -- --',
  ])('is read: %j', (text) => {
    expect(() => questionOf(text)).not.toThrow();
  });
});
