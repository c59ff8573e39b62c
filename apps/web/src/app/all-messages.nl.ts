import comments from '../comments/messages.nl';
import decisions from '../decisions/messages.nl';
import documents from '../documents/messages.nl';
import editor from '../editor/messages.nl';
import history from '../history/messages.nl';
import identity from '../identity/messages.nl';
import notifications from '../notifications/messages.nl';
import platform from '../platform/messages.nl';
import rights from '../rights/messages.nl';
import seal from '../seal/messages.nl';
import search from '../search/messages.nl';
import tables from '../tables/messages.nl';
import ui from '../ui/messages.nl';

export default {
  comments,
  decisions,
  documents,
  editor,
  history,
  identity,
  notifications,
  platform,
  rights,
  seal,
  search,
  tables,
  ui,
};
