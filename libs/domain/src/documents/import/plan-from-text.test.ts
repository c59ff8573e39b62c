import { describe, expect, it } from 'vitest';
import { planFromText } from './plan-from-text';
import { outlineOf } from './retention.test-support';
import type { TextBlock } from './model';

const blocks = (text: string) => outlineOf(planFromText(text, 'Naam'));
const titles = (text: string) => planFromText(text, 'Naam').sections.map((section) => section.title);

const PROSE = 'Aan deze tafel werken gemeenten en aanbieders samen aan hulp die dichter bij huis te vinden is.';

describe('paragraphs', () => {
  it('[I4] puts wrapped lines together and heals torn words', () => {
    const torn = [
      'De tafel spreekt elk kwartaal over de voort- ',
      'gang van het plan. De secretaris legt vast wat ',
      'de Regio Zuidkust en haar partners afspreken. ',
      '',
      'Wie niet komt leest het verslag na, en vraagt ',
      'wat onduidelijk bleef.',
    ];
    expect(blocks(torn.join('\n'))).toEqual([
      'p De tafel spreekt elk kwartaal over de voortgang van het plan. De secretaris legt vast wat de Regio Zuidkust en haar partners afspreken.',
      'p Wie niet komt leest het verslag na, en vraagt wat onduidelijk bleef.',
    ]);
  });

  it('[I4] joins a sentence that goes on after a page break', () => {
    const torn = `De eerste stap is dat alle partijen hetzelfde beeld hebben van\n\fde opgave in hun wijken en dorpen.`;
    expect(blocks(torn)).toEqual([
      'p De eerste stap is dat alle partijen hetzelfde beeld hebben van de opgave in hun wijken en dorpen.',
    ]);
  });

  it('[I4] starts a new paragraph where the next word would have fitted on the line', () => {
    const torn =
      'Dit is een regel die helemaal tot aan de kantlijn loopt en\ndaarna ophoudt.\nEen tweede alinea begint met een nieuwe gedachte hierover\ndie verdergaat.';
    expect(blocks(torn)).toHaveLength(2);
  });

  it('[I4] lets a caption on a line of its own start something', () => {
    const text = 'Voor wie wij dit doen staat in het vorige hoofdstuk van het plan\nDoel:\nminder reistijd';
    expect(blocks(text)[1]).toBe('p? Doel: minder reistijd');
  });

  it('[I4] takes every line for a paragraph when lines are not wrapped', () => {
    const long = `${PROSE} ${PROSE} ${PROSE}`;
    expect(blocks(`${long}\n${long} Einde.\n${long}`)).toHaveLength(3);
  });

  it('[I4] reads a text with a blank line behind every line', () => {
    const line = ['wij willen dat de hulp voor kinderen in onze', 'regio beter aansluit bij wat zij zelf nodig'];
    const text = Array.from({ length: 30 }, (_, at) => line[at % 2]).join('\n\n');
    expect(blocks(`Zo begint het: ${text}`)).toHaveLength(1);
  });
});

describe('lists', () => {
  it('[I5] makes bullets of many glyphs, another glyph one level deeper', () => {
    const text = [
      'Wij doen drie dingen:',
      '',
      '\t● Wij luisteren naar gezin-',
      'nen en scholen.',
      '\to Elke maand',
      '\to Op een vaste plek',
      '\t● Wij delen wat wij leren.',
    ];
    expect(blocks(text.join('\n'))).toEqual([
      'p Wij doen drie dingen:',
      'b0 Wij luisteren naar gezinnen en scholen.',
      'b1 Elke maand',
      'b1 Op een vaste plek',
      'b0 Wij delen wat wij leren.',
    ]);
  });

  it('[I5] indents dashes by how far they stand in', () => {
    expect(blocks('Nodig:\n- ruimte\n  - een zaal\n- tijd')).toEqual([
      'p Nodig:',
      'b0 ruimte',
      'b1 een zaal',
      'b0 tijd',
    ]);
  });

  it('[I5] takes a bullet alone on its line together with the next line', () => {
    expect(blocks('•\nEen eerste punt.\n•\nEen tweede punt.')).toEqual(['b0 Een eerste punt.', 'b0 Een tweede punt.']);
  });

  it('[I5] does not take a wrapped dash or figure for a list', () => {
    const text =
      'De uitkomsten – goede en minder goede \n- komen aan de orde, zoals ook staat in hoofdstuk \n7. Daarna volgt de rest.';
    expect(blocks(text)).toHaveLength(1);
  });

  it('[I5] drops typed numbers only where they count from one without a gap', () => {
    expect(blocks('Stappen:\n1. Kijken\n2. Praten\n3. Doen')).toEqual([
      'p Stappen:',
      'n0 Kijken',
      'n0 Praten',
      'n0 Doen',
    ]);
    expect(blocks('Over:\n\n2. Praten, en wel vaak.\n\n4. Doen, en wel samen.').slice(1)).toEqual([
      'p 2. Praten, en wel vaak.',
      'p 4. Doen, en wel samen.',
    ]);
    expect(blocks('Keuzes:\n\na) Samen, met elkaar.\n\nb) Alleen, ieder voor zich.').slice(1)).toEqual([
      'p a) Samen, met elkaar.',
      'p b) Alleen, ieder voor zich.',
    ]);
  });
});

describe('outline', () => {
  it('[I6] makes sections of numbered chapters, without their number', () => {
    const text = `1. Waar gaat het om?\n\n${PROSE}\n\n2. Wat spreken wij af?\n\n${PROSE}\n`;
    expect(titles(text)).toEqual(['Waar gaat het om?', 'Wat spreken wij af?']);
  });

  it('[I6] takes a chapter number and the name on the next line for one title', () => {
    const text = `Hoofdstuk 1\nBegin van het plan\n\n${PROSE}\n\nScholen\n\n${PROSE}\n\nHoofdstuk 2\n\nVervolg\n\n2.1 Wijken\n\n${PROSE}`;
    expect(titles(text)).toEqual(['Hoofdstuk 1 Begin van het plan', 'Hoofdstuk 2 Vervolg']);
    expect(blocks(text)[1]).toBe('h2 Scholen');
    expect(outlineOf(planFromText(text, 'Naam'), 1)).toEqual(['h2 Wijken', `p ${PROSE}`]);
  });

  it('[I6] keeps a numbered list within a chapter a list', () => {
    const text = `1. Begin\n\n${PROSE}\n\n1. Eerst dit.\n2. Dan dat.\n\n2. Vervolg\n\n${PROSE}`;
    expect(titles(text)).toEqual(['Begin', 'Vervolg']);
    expect(blocks(text).slice(1)).toEqual(['n0 Eerst dit.', 'n0 Dan dat.']);
  });

  it('[I6] takes the chapters, not their table of contents', () => {
    const contents = 'Inhoud\n\n1. Begin\n\n2. Vervolg\n\n3. Slot van het plan\n\n';
    const text = `${contents}\f1. Begin\n\n${PROSE}\n\n2. Vervolg\n\n${PROSE}\n\n3. Slot van het plan\n\n${PROSE}`;
    expect(titles(text)).toEqual(['Inhoud', 'Begin', 'Vervolg', 'Slot van het plan']);
  });

  it('[I6] opens a section at a known title and at an appendix', () => {
    const text = `Leeswijzer\n\n${PROSE}\n\n1. Begin\n\n${PROSE}\n\n2. Vervolg\n\n${PROSE}\n\nTot slot\n\n${PROSE}\n\nBijlage 1 Cijfers\n\n${PROSE}`;
    expect(titles(text)).toEqual(['Leeswijzer', 'Begin', 'Vervolg', 'Tot slot', 'Bijlage 1 Cijfers']);
  });

  it('[I6] drops the number of a lower heading only if it is the next in line', () => {
    const text = `1. Begin\n\n1.1 Aanleiding\n\n${PROSE}\n\n1.2 Doel\n\n${PROSE}\n\n1.4 Opbouw\n\n${PROSE}\n\n2. Vervolg\n\n${PROSE}`;
    const headings = blocks(text).filter((line) => line.startsWith('h'));
    expect(headings).toEqual(['h2 Aanleiding', 'h2 Doel', 'h2 1.4 Opbouw']);
  });

  it('[I6] makes headings of short titles over a text within a chapter', () => {
    const text = `1. Begin\n\nToegang tot hulp\n\n${PROSE}\n\nScholen\n\n${PROSE}\n\n2. Vervolg\n\n${PROSE}`;
    expect(blocks(text)).toEqual(['h2 Toegang tot hulp', `p ${PROSE}`, 'h2 Scholen', `p ${PROSE}`]);
  });

  it('[I6] makes sections of titles when chapters have no number, and a title of the first line', () => {
    const text = `Samen voor de jeugd\n\nAanleiding\n\n${PROSE}\n\nDoelen\n\n${PROSE}`;
    expect(planFromText(text, 'Naam').title).toBe('Samen voor de jeugd');
    expect(titles(text)).toEqual(['Aanleiding', 'Doelen']);
  });

  it('[I6] puts a text without headings in one section with the name of the file', () => {
    expect(titles(PROSE)).toEqual(['Naam']);
    expect(planFromText('', '').sections).toEqual([{ title: 'Document', blocks: [] }]);
  });
});

describe('what else is in a torn text', () => {
  it('[I7] marks the labels of a drawing and heaps of letters as unsure', () => {
    const text = `${PROSE}\n\nAanmelding\n\nGesprek\n\nBesluit\n\nKE\nTE\nN\n\n${PROSE}`;
    expect(blocks(text).slice(1, 5)).toEqual(['p? Aanmelding', 'p? Gesprek', 'p? Besluit', 'p? KE TE N']);
  });

  it('[I7] marks page numbers and what was joined over a blank line by guess', () => {
    expect(blocks(`${PROSE}\n\n14\n\n\f${PROSE}`)[1]).toBe('p? 14');
    expect(blocks('Een stuk van een zin in een kolom\n\nloopt soms verder na een witregel.')).toEqual([
      'p? Een stuk van een zin in een kolom loopt soms verder na een witregel.',
    ]);
  });

  it('[I7] counts words and unsure blocks', () => {
    const plan = planFromText('Een hele zin met zeven woorden erin.\n\n14\n\n\fNog een zin.', 'Twee woorden');
    expect(plan).toMatchObject({ words: 13, unsureBlocks: 1 });
  });

  it('[I8] recognises a quote that stands alone', () => {
    expect(blocks('“Wij willen dat ieder kind gezien wordt,\nook als het stil is.”')).toEqual([
      'q “Wij willen dat ieder kind gezien wordt, ook als het stil is.”',
    ]);
  });

  it('[I8] keeps footnotes and their numbers, and makes web addresses links', () => {
    const text = `${PROSE}1\n\n1 Zie de bijlage, of https://voorbeeld.nl/plan.\n\f${PROSE}`;
    expect(blocks(text)[1]).toBe('p 1 Zie de bijlage, of https://voorbeeld.nl/plan.');
    const note = planFromText(text, 'Naam').sections[0]!.blocks[1] as TextBlock;
    expect(note.runs.map((run) => run.link)).toEqual([undefined, 'https://voorbeeld.nl/plan', undefined]);
  });
});
