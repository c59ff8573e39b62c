import type { DemoSection } from './demo-section';
import { bold, bullets, h, p, table } from './dsl';

export const cijfers: DemoSection = {
  title: 'Wat wij weten over de jeugdhulp',
  audience: { kind: 'wholeTable' },
  maker: ['RBJ', 'secretary'],
  blocks: [
    p(
      'Een plan begint met dezelfde cijfers voor iedereen. De getallen hieronder komen uit de administratie van de gemeenten ' +
        'en zijn naast die van de aanbieders gelegd. Waar ze verschilden, staat dat erbij.',
    ),
    h('Vier soorten hulp'),
    table(
      ['Segment', 'Deel van het budget', 'Deel van de jeugdigen'],
      ['Herstellend, ambulant', '55%', '65%'],
      ['Herstellend, met verblijf', '20%', '5%'],
      ['Ondersteunend, ambulant', '15%', '15%'],
      ['Ondersteunend, met verblijf', '10%', '15%'],
    ),
    p(
      'Het valt op dat verblijf met herstel maar een klein deel van de jeugdigen betreft en toch een vijfde van het geld kost. ' +
        'Daarom begint de ontwikkeltafel hier.',
    ),
    h('Wat de cijfers laten zien'),
    ...bullets(
      'De helft van de jeugdigen in een groep verblijft er langer dan achttien maanden.',
      'Eén op de drie verhuist in die tijd minstens twee keer.',
      'Ongeveer 22% woont buiten de regio, omdat hier geen passende plek vrij was.',
      [
        'Van de verwijzingen komt 41% van de huisarts, 37% van de gemeentelijke toegang en 22% van een gecertificeerde instelling. ',
        bold('Dit cijfer is nog niet met de huisartsen besproken.'),
      ],
    ),
    h('Wat wij nog niet weten'),
    p(
      'Wij weten te weinig over wat er na het verblijf gebeurt. Gaat het na een jaar nog goed? Is er terugval? Aanbieders ' +
        'houden dit verschillend bij. In de leeragenda staat hoe wij dit komend jaar gelijk trekken.',
    ),
  ],
};
