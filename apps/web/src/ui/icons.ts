/** Drawings of the interface, 24 by 24, drawn with a stroke. */
export const ICONS = {
  add: 'M12 5v14M5 12h14',
  calendar: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4',
  archive: 'M4 5h16v4H4zM6 9v10h12V9M10 13h4',
  arrowDown: 'M12 5v14M6 13l6 6 6-6',
  arrowUp: 'M12 19V5M6 11l6-6 6 6',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  chevron: 'M6 9l6 6 6-6',
  close: 'M6 6l12 12M18 6L6 18',
  copy: 'M9 9h10v11H9zM5 15V4h10',
  document: 'M7 3h7l4 4v14H7zM14 3v4h4M10 12h5M10 16h5',
  download: 'M12 4v12M7 11l5 5 5-5M4 20h16',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.2a2.8 2.8 0 100 5.6 2.8 2.8 0 000-5.6z',
  grip: 'M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01',
  language: 'M12 3a9 9 0 100 18 9 9 0 000-18zM3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18',
  merge: 'M7 4v5l5 4 5-4V4M12 13v7M9 17l3 3 3-3',
  list: 'M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 017 0v3',
  menu: 'M4 7h16M4 12h16M4 17h16',
  pen: 'M4 20l1-4L16 5l3 3L8 19zM14 7l3 3',
  person: 'M12 4a4 4 0 100 8 4 4 0 000-8zM4.5 20.5c.8-3.6 3.8-5.5 7.5-5.5s6.7 1.9 7.5 5.5',
  print: 'M7 8V4h10v4M7 17H4v-7a2 2 0 012-2h12a2 2 0 012 2v7h-3M7 14h10v6H7z',
  split: 'M12 4v6M12 10l-5 4v6M12 10l5 4v6',
  switch: 'M4 8h14l-3.5-3.5M20 16H6l3.5 3.5',
  theme: 'M12 4a8 8 0 100 16zM12 4a8 8 0 010 16',
  undo: 'M8 5L4 9l4 4M4 9h10a6 6 0 010 12h-3',
  upload: 'M12 16V4M7 9l5-5 5 5M4 16v4h16v-4',
  users:
    'M9 5a3.5 3.5 0 100 7 3.5 3.5 0 000-7zM2.5 19.5c.6-3.2 3.2-5 6.5-5s5.9 1.8 6.5 5M16 5.2a3.5 3.5 0 010 6.6M18 14.9c1.9.7 3.1 2.3 3.5 4.6',
  warning: 'M12 4L2.5 20h19zM12 10v4.5M12 17.4v.1',
} as const;

export type IconName = keyof typeof ICONS;
