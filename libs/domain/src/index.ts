export { id } from './platform/ids';
export type {
  CommentId,
  DocumentId,
  InvitationId,
  LeaseId,
  MeetingId,
  OrganisationId,
  OutcomeId,
  PersonId,
  RegionId,
  RoundId,
  SeatId,
  SectionId,
  SessionId,
  TableId,
  ThreadId,
} from './platform/ids';
export { PROBLEM_CODES, PROBLEM_STATUS, Problem, Refusal } from './platform/problems';
export type { ProblemCode } from './platform/problems';
export { MARK_HUES, MARK_SHAPES, ORGANISATION_KINDS, ROLES, TABLE_KINDS } from './tables/roles';
export type { MarkShape, OrganisationKind, Role, TableKind } from './tables/roles';
export { DocumentSummary, OwnSeatView, PartyView, SeatView, TableView } from './tables/contracts';
export { ChooseSeat, DemoPerson, SessionSummary, SessionView, SignInAsDemoPerson } from './identity/contracts';
export { deviceOf } from './identity/device';
export {
  SESSION_ABSOLUTE_MS,
  SESSION_IDLE_MS,
  SESSION_SEEN_EVERY_MS,
  expiryOf,
  isCurrent,
  isLive,
  seatAtSignIn,
} from './identity/sessions';
export type { Occupancy, SessionTimes } from './identity/sessions';
export { MAIL_GIVE_UP_MS, pauseAfter } from './notifications/mail-times';
export { MailState, OutboxLetter } from './notifications/contracts';
export { CONFIRMED_MS, isConfirmed } from './identity/step-up';
export { PASSWORD_MAX, PASSWORD_MIN, normalPassword, passwordFault } from './identity/passwords';
export type { PasswordFault } from './identity/passwords';
export { networkOf, waitAfter } from './identity/attempts';
export { INVITATION_LINK_MS, PASSWORD_LINK_MS, SETUP_LINK_MS, linkState } from './identity/links';
export type { LinkTimes } from './identity/links';
export { accepted } from './identity/acceptance';
export type { Acceptance } from './identity/acceptance';
export {
  AcceptInvitation,
  ChangePassword,
  ConfirmIdentity,
  ForgotPassword,
  INVITATION_STATES,
  InvitationOffer,
  InvitationView,
  InvitationsView,
  Invite,
  LookAtLink,
  PasswordInput,
  ResetPassword,
  SentInvitation,
  SetUp,
  SignInByPassword,
} from './identity/account-contracts';
export { RIGHTS, atMostRead, includes, isFor, rightOn } from './rights/rights';
export type { ActingSeat, Actor, Grant, Grantee, Right, SectionAccess } from './rights/rights';
export { can, isClosed } from './rights/can';
export type { Action, Resource } from './rights/can';
export { audiencePartsOf, isCommon, keepsOwner, readersDiffer, widens } from './rights/audience';
export type { SeatAtTable } from './rights/audience';
export { changesBetween, mayMake, namesTwice, sameAudience } from './rights/changes';
export type { RightsChange } from './rights/changes';
export { mayReadGeneration } from './rights/generations';
export type { EndedHistory } from './rights/generations';
export {
  COMMON_SERIES,
  closedUp,
  codeOf,
  groupOf,
  inReadingOrder,
  orderKeyAfter,
  orderKeyBetween,
  recoded,
  seriesOf,
  seriesOfCode,
} from './documents/codes';
export type { SeatWithLabel } from './documents/codes';
export { audienceOf } from './rights/presets';
export type { Audience, Preset } from './rights/presets';
export {
  AudiencePart,
  ChangeRights,
  GrantInput,
  GranteeInput,
  PresetInput,
  SectionRightsView,
} from './rights/contracts';
export {
  AddDocument,
  AddSection,
  Archive,
  CopyDocument,
  CopyPreview,
  DocumentView,
  IMPORT_MAX_BYTES,
  ImportPreview,
  ImportQuery,
  MergeSection,
  MoveSection,
  PreviewQuery,
  Rename,
  SectionView,
  SplitSection,
  ViewAs,
} from './documents/contracts';
export {
  BLOCK_KINDS,
  ContentBlock,
  ImportedPlan,
  ImportedSection,
  MARKS,
  TableBlock,
  TextBlock,
  TextRun,
} from './documents/import/model';
export type { BlockKind } from './documents/import/model';
export { planFromFile } from './documents/import/plan-from-file';
export { countPlan } from './documents/import/plan-parts';
export { planFromMarkdown } from './documents/import/plan-from-markdown';
export { planFromText } from './documents/import/plan-from-text';
export { readImportFile } from './documents/import/read-file';
export type { ImportFormat, ReadImport } from './documents/import/read-file';
export { NotCanonical, canonicalJson } from './seal/canonical-json';
export type { Plain } from './seal/canonical-json';
export { SEALED_KINDS } from './seal/entries';
export type { SealedEntry, SealedKind } from './seal/entries';
export { concat, equalBytes, fromBase64, fromHex, fromUtf8, toBase64, toHex, utf8 } from './seal/bytes';
export type { Bytes, Hash } from './seal/bytes';
export { SALT_BYTES, commitmentBytes, erasedRecordOf, erasureName, hashEntry, hashLeaf, leafText } from './seal/leaf';
export type { ErasureFields, Leaf, LeafKind } from './seal/leaf';
export { appendLeaf, hashPair, peaksOf, rootOf } from './seal/tree';
export type { TreeNode } from './seal/tree';
export { formatNote, keyIdOf, namesKey, parseNote } from './seal/notes';
export type { SignedNote } from './seal/notes';
export {
  checkpointText,
  keyStatementText,
  originOf,
  parseCheckpoint,
  parseKeyStatement,
  signerOf,
} from './seal/checkpoint';
export type { Checkpoint, KeyStatement } from './seal/checkpoint';
export { SealBundle, SealSummary } from './seal/bundle';
export { FINDING_CODES } from './seal/verify/findings';
export type { Finding, FindingCode } from './seal/verify/findings';
export type { VerifyPorts } from './seal/verify/ports';
export type { Compared } from './seal/verify/older';
export type { Absent, Tally } from './seal/verify/values';
export { isWhole, verifyBundle } from './seal/verify/verify-bundle';
export type { SealVerdict } from './seal/verify/verify-bundle';
export {
  Anchor,
  COMMENT_MAX,
  ALIKE_MAX,
  CONTEXT_MAX,
  CommentView,
  CountComment,
  DocumentThreads,
  EditComment,
  MentionInput,
  MentionView,
  Mentionable,
  PlainText,
  QUOTE_MAX,
  Reply,
  ResolveThread,
  SectionThreads,
  StartThread,
  ThreadView,
} from './comments/contracts';
export { mentionToken, piecesOf } from './comments/mentions';
export type { CommentPiece } from './comments/mentions';
export { ROUND_STATES, VERDICTS, closingOf, roundState } from './comments/rounds';
export type { RoundFacts, RoundState, Verdict } from './comments/rounds';
export {
  AddAddendum,
  AddRemark,
  AnswerRemark,
  CloseWithout,
  DocumentRounds,
  OpenRound,
  PublishRound,
  RemarkView,
  RoundSummary,
  RoundView,
} from './comments/round-contracts';
export { BLOCK_CHANGES, CHANGE_KINDS, Change, ComparedBlock, Comparison } from './history/compared';
export type {
  BlockChange,
  BlockLook,
  ChangeKind,
  ComparedCell,
  ComparedRow,
  ComparedRun,
  ComparedTable,
  ComparedText,
} from './history/compared';
export {
  Author,
  AuthorshipView,
  Chapter,
  ComparisonQuery,
  ComparisonView,
  ErasureNote,
  FirstWriter,
  HistoryQuery,
  HistoryView,
  NameVersion,
  Named,
  PlaceInAddress,
  RestoreVersion,
  Restored,
  TextOrigin,
  VersionPlace,
  VersionQuery,
  VersionSummary,
  VersionView,
  placeInAddress,
} from './history/contracts';
export {
  ErasePassage,
  Erased,
  ErasurePreview,
  ErasureProof,
  PASSAGE_MAX,
  Passage,
  PreviewErasure,
  REASON_MAX,
} from './history/erasure-contracts';
export { ERASED_MARK, WORDS_FROM, blackenQuote, blackenWords } from './history/blacken';
export { isTimeZone } from './history/days';
export { ShownBlock } from './history/text';
export type { ShownCell, ShownRun, ShownTable, ShownText } from './history/text';
export { compareTexts } from './history/compare';
export type { Makers } from './history/compare';
export { Budget } from './history/edit-script';
export type { Stretch } from './history/edit-script';
export { align, alignCells } from './history/align';
export type { Aligned } from './history/align';
export { alignableBlock, alignableCell, alignableRow } from './history/alignables';
export { blockOf, sideOf } from './history/sides';
export { wordEdits } from './history/word-changes';
export { DESK_KINDS, DeskItem, DeskNews, DeskView } from './notifications/desk';
export type { DeskEntry } from './notifications/desk';
export {
  TERMS,
  NOT_ON_A_DESK,
  dutchDay,
  dutchMoment,
  inOrderOfTerm,
  isOverdue,
  letterIsDue,
} from './notifications/terms';
export type { DeskKind, TermRule } from './notifications/terms';
export { PLACES, PLACE_IDS } from './notifications/places';
export { lineOf, linesOf } from './platform/texts';
export { csvOf } from './platform/csv';
export {
  AccessQuery,
  AccessReviewView,
  AddedSeatView,
  MOST_ARCHIVED,
  NewSeatView,
  RIGHT_SOURCES,
  reviewedRight,
} from './rights/review';
export type { ReviewedRight } from './rights/review';
export { nextMark } from './tables/marks';
export type { Mark } from './tables/marks';
export { wouldCircle } from './tables/reporting';
export { fitsSeat, isSecretariat, mayChangeKind, namedByRole, rolesFor, standApart } from './tables/seating';
export { movedEnd, overlaps } from './tables/terms';
export type { Term, TermChange } from './tables/terms';
export { nextGate, phaseFault, phaseState } from './tables/phases';
export type { PhaseDates, PhaseFault } from './tables/phases';
export {
  AGENDA_STATUSES,
  CancelMeeting,
  ChangeMeeting,
  ChangePhases,
  FORMALITIES,
  MeetingInput,
  MeetingView,
  MessageView,
  PostMessage,
  TablePlanView,
} from './tables/plan-contracts';
export type { AgendaItem, Formality, PhaseInput } from './tables/plan-contracts';
export {
  AddOrganisation,
  AddRegion,
  AddSeat,
  AddTable,
  AddTerm,
  AdministeredSeat,
  AdministrationView,
  ChangeOrganisation,
  ChangeRegion,
  ChangeTable,
  CloseTable,
  MoveTerm,
  RemoveSeat,
  TermView,
} from './tables/administration-contracts';
export type { TableLabels } from './tables/administration-contracts';
export { TEMPLATE_NAMES } from './documents/templates/names';
export type { TemplateName } from './documents/templates/names';
export { TEMPLATES } from './documents/templates/templates';
export { asksProvider, plannedSections } from './documents/templates/model';
export type { DocumentTemplate, PlannedSection, TemplateSection } from './documents/templates/model';
export { EXPORT_FORMATS, ExportQuery, TEXT_MAX_BYTES, importLimitOf } from './documents/contracts';
export type { ExportFormat } from './documents/contracts';
export { IMPORT_REMARKS, ImportRemark, REMARK_HANDLING, remarksOf } from './documents/import/remarks';
export type { ImportRemarkKind, RemarkHandling } from './documents/import/remarks';
export { NOTES_HEADING, planFromOutline } from './documents/import/plan-from-outline';
export type { Notes, Outline, OutlinePart } from './documents/import/plan-from-outline';
export { titleFromName } from './documents/import/plan-from-file';
export { isSafeAddress } from './documents/import/runs';
export { MAX_SPAN } from './documents/import/model';
export type { MergedCells } from './documents/import/model';
export { withoutUnseen } from './documents/import/unseen-signs';
export { countingWay, listItemPlaces, listLabel, ListNumbers, romanOf } from './documents/list-numbers';
export type { CountingWay, ListItemPlace, ListLook } from './documents/list-numbers';
export { SEARCH_KINDS, SearchAnswer, SearchHit, SearchQuery, TextRange } from './search/contracts';
export type { SearchKind } from './search/contracts';
export { cutFragment, joinRanges, readMarked } from './search/fragments';
export { closeWords, coresOf, halvesOf, meantBy } from './search/close-words';
export type { CloseWords } from './search/close-words';
export { isCommonWord } from './search/common-words';
export { readable, wordsIn } from './search/fold';
export { isNumber, questionOf } from './search/question';
export type { AskedTerm, Question } from './search/question';
export { formsOf, stemsOf } from './search/word-forms';
export type { Fragment } from './search/fragments';
export {
  AdoptionView,
  ChangePreparation,
  ClosePreparation,
  ConfirmationView,
  HandInDissent,
  OfVersion,
  OutcomeRegister,
  OutcomeSummary,
  OutcomeText,
  OutcomeView,
  PrepareOutcome,
  PreparationView,
  PublicOutcome,
  PublishOutcome,
  EndRequest,
  REQUEST_STATES,
  RecordAdoption,
  RecordOutcome,
  confirmedText,
} from './decisions/contracts';
export type { RequestState } from './decisions/contracts';
export {
  EMPTY_OUTCOME,
  NeededOrgan,
  ORGANS,
  OUTCOME_FIELDS,
  OUTCOME_FIELD_NAMES,
  OUTCOME_KINDS,
  OUTCOME_WAYS,
  OutcomeContent,
  RecordedContent,
  organKey,
  unfinished,
  withNames,
} from './decisions/outcome-fields';
export type { OutcomeField, OutcomeFieldName, RecordedOrgan } from './decisions/outcome-fields';
export { ADOPTION_RESULTS, COMPETENCE_GROUNDS, OutcomeStatus, standing, statusOf } from './decisions/status';
export type { AdoptionEntry, Supersession } from './decisions/status';
export { shownInRegister, shownOnPage } from './decisions/sealed-view';
export type { ShownFields } from './decisions/sealed-view';
export { commonAudience, dissentAudience } from './decisions/audience';
export { dayOf, nextNumber } from './decisions/numbering';
export { adoptsFor, endsRequestOf } from './decisions/who';
