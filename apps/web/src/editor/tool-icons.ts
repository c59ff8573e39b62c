/** Drawings of the toolbar, 24 by 24, drawn with a stroke. */
export const TOOL_ICONS = {
  bold: 'M8 5h5a3.5 3.5 0 010 7H8zM8 12h6a3.5 3.5 0 010 7H8z',
  italic: 'M10 5h7M7 19h7M14 5l-4 14',
  underline: 'M7 4v7a5 5 0 0010 0V4M6 20h12',
  strike:
    'M4 12h16M16.5 8c-.6-1.900-2.400-3-4.600-3-2.600 0-4.400 1.300-4.400 3.200 0 1 .4 1.700 1.100 2.300M7.500 16c.7 1.900 2.500 3 4.700 3 2.700 0 4.500-1.300 4.500-3.300 0-.6-.1-1.100-.4-1.500',
  link: 'M10 14a4 4 0 006 .4l3-3a4 4 0 00-5.700-5.700L12 7M14 10a4 4 0 00-6-.4l-3 3a4 4 0 005.700 5.700L12 17',
  bullet: 'M9 6h11M9 12h11M9 18h11M4.500 6h.01M4.500 12h.01M4.500 18h.01',
  numbered: 'M10 6h10M10 12h10M10 18h10M4 4.500l1.500-1V9M3.800 14.500c0-1.800 3-1.800 3 0 0 1.300-3 2.200-3 4h3.200',
  indent: 'M4 5h16M11 10h9M11 14h9M4 19h16M4 9l3.500 3L4 15',
  outdent: 'M4 5h16M11 10h9M11 14h9M4 19h16M7.500 9L4 12l3.500 3',
  table: 'M4 5h16v14H4zM4 10h16M4 14.500h16M12 5v14',
  undo: 'M9 7L4.500 11.500 9 16M5 11.500h9a5 5 0 010 8h-3',
  redo: 'M15 7l4.500 4.500L15 16M19 11.500h-9a5 5 0 000 8h3',
  note: 'M4 5h16v11h-8l-5 4v-4H4zM8 9h8M8 12.500h5',
} as const;

export type ToolIcon = keyof typeof TOOL_ICONS;
