import documents from '../documents/messages.nl';
import editor from '../editor/messages.nl';
import identity from '../identity/messages.nl';
import platform from './messages.nl';
import rights from '../rights/messages.nl';
import tables from '../tables/messages.nl';
import ui from '../ui/messages.nl';

export default { documents, editor, identity, platform, rights, tables, ui };
