import documents from '../documents/messages.en';
import editor from '../editor/messages.en';
import identity from '../identity/messages.en';
import platform from './messages.en';
import rights from '../rights/messages.en';
import tables from '../tables/messages.en';
import ui from '../ui/messages.en';

export default { documents, editor, identity, platform, rights, tables, ui };
