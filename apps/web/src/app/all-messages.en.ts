import comments from '../comments/messages.en';
import decisions from '../decisions/messages.en';
import documents from '../documents/messages.en';
import editor from '../editor/messages.en';
import history from '../history/messages.en';
import identity from '../identity/messages.en';
import notifications from '../notifications/messages.en';
import platform from '../platform/messages.en';
import rights from '../rights/messages.en';
import seal from '../seal/messages.en';
import search from '../search/messages.en';
import tables from '../tables/messages.en';
import ui from '../ui/messages.en';

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
