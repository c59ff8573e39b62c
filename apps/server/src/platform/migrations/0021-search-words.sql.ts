/** Letters with an accent under the letters that people type when they look for them. One for one: places stay the same. */
const ACCENTS: readonly (readonly [plain: string, accented: string])[] = [
  ['1', '¹'],
  ['2', '²'],
  ['3', '³'],
  ['a', 'ªÀÁÂÃÄÅÆàáâãäåæĀāĂăĄąǍǎǞǟǠǡǺǻȀȁȂȃȦȧḀḁẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặ'],
  ['b', 'ḂḃḄḅḆḇ'],
  ['c', 'ÇçĆćĈĉĊċČčḈḉ'],
  ['d', 'ÐðĎďĐđḊḋḌḍḎḏḐḑḒḓ'],
  ['e', 'ÈÉÊËèéêëĒēĔĕĖėĘęĚěȄȅȆȇȨȩḔḕḖḗḘḙḚḛḜḝẸẹẺẻẼẽẾếỀềỂểỄễỆệ'],
  ['f', 'Ḟḟ'],
  ['g', 'ĜĝĞğĠġĢģǦǧǴǵḠḡ'],
  ['h', 'ĤĥĦħȞȟḢḣḤḥḦḧḨḩḪḫẖ'],
  ['i', 'ÌÍÎÏìíîïĨĩĪīĬĭĮįİıǏǐȈȉȊȋḬḭḮḯỈỉỊị'],
  ['j', 'Ĵĵǰ'],
  ['k', 'ĶķǨǩḰḱḲḳḴḵ'],
  ['l', 'ĹĺĻļĽľĿŀŁłḶḷḸḹḺḻḼḽ'],
  ['m', 'ḾḿṀṁṂṃ'],
  ['n', 'ÑñŃńŅņŇňŊŋǸǹṄṅṆṇṈṉṊṋ'],
  ['o', 'ºÒÓÔÕÖØòóôõöøŌōŎŏŐőŒœƠơǑǒǪǫǬǭȌȍȎȏȪȫȬȭȮȯȰȱṌṍṎṏṐṑṒṓỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợ'],
  ['p', 'ṔṕṖṗ'],
  ['r', 'ŔŕŖŗŘřȐȑȒȓṘṙṚṛṜṝṞṟ'],
  ['s', 'ßŚśŜŝŞşŠšſȘșṠṡṢṣṤṥṦṧṨṩẞ'],
  ['t', 'ÞþŢţŤťŦŧȚțṪṫṬṭṮṯṰṱẗ'],
  ['u', 'ÙÚÛÜùúûüŨũŪūŬŭŮůŰűŲųƯưǓǔǕǖǗǘǙǚǛǜȔȕȖȗṲṳṴṵṶṷṸṹṺṻỤụỦủỨứỪừỬửỮữỰự'],
  ['v', 'ṼṽṾṿ'],
  ['w', 'ŴŵẀẁẂẃẄẅẆẇẈẉẘ'],
  ['x', 'ẊẋẌẍ'],
  ['y', 'ÝýÿŶŷŸȲȳẎẏẙỲỳỴỵỶỷỸỹ'],
  ['z', 'ŹźŻżŽžẐẑẒẓẔẕ'],
];
const PLAIN = ACCENTS.map(([plain, accented]) => plain.repeat(accented.length)).join('');
const ACCENTED = ACCENTS.map(([, accented]) => accented).join('');

/** Signs that nobody sees; those that copying from PDF files and browsers leaves, and all of their kind. */
const INVISIBLE =
  '\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufff8\\U0001bca0-\\U0001bca3\\U0001d173-\\U0001d17a\\U000e0000-\\U000e0fff';

/** Everything in the plane of the alphabets that is no letter and no figure. Not by the locale: that is the operator's. */
const SIGNS =
  '\\u0001-\\u002f\\u003a-\\u0040\\u005b-\\u0060\\u007b-\\u00bf\\u00d7\\u00f7\\u02c2-\\u02df\\u0589\\u058a\\u05be\\u05c0\\u05c3\\u05f3\\u05f4\\u060c\\u061b\\u061f\\u066a-\\u066d\\u06d4\\u0964\\u0965\\u2000-\\u2bff\\u2e00-\\u3004\\u3008-\\u3020\\u3030\\u30fb\\ue000-\\uf8ff\\ufe10-\\ufe6f\\uff01-\\uff0f\\uff1a-\\uff20\\uff3b-\\uff40\\uff5b-\\uff65\\uffe0-\\uffff';

const LIGATURES = [
  ['ĳ', 'ij'],
  ['Ĳ', 'IJ'],
  ['ﬀ', 'ff'],
  ['ﬁ', 'fi'],
  ['ﬂ', 'fl'],
  ['ﬃ', 'ffi'],
  ['ﬄ', 'ffl'],
  ['ﬅ', 'st'],
  ['ﬆ', 'st'],
];

/**
 * A text as it reads, and that text folded for comparison: as long as what went in, so that what is found in the one is at that
 * place in the other. PostgreSQL's own parser would take "huis.Daarna" for the name of a computer, "1.200" for a fraction
 * and "een/stuk" for a file: no sign reaches it.
 */
export const SEARCH_WORDS = `
CREATE FUNCTION search_plain(original text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT ${LIGATURES.reduce((inner, [sign, letters]) => `replace(${inner}, '${sign}', '${letters}')`, `regexp_replace(normalize(original, NFC), '[${INVISIBLE}]', '', 'g')`)}
$$;
CREATE OR REPLACE FUNCTION search_fold(original text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  -- Signs beyond that plane are two units for who counts as browsers do.
  SELECT regexp_replace(regexp_replace(translate(original, '${ACCENTED}', '${PLAIN}'),
    '[${SIGNS}]', ' ', 'g'), '[\\U00010000-\\U0010ffff]', '  ', 'g')
$$;
-- Every word as it stands: its forms are known to who asks (docs/adr/0018).
CREATE FUNCTION search_words(plain text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT to_tsvector('pg_catalog.simple', search_fold(plain))
$$;
-- In which way the words were made: what was made in an older one is read in again, in the background.
ALTER TABLE section_search ADD COLUMN made smallint NOT NULL DEFAULT 1;
ALTER TABLE section_search ALTER COLUMN made DROP DEFAULT;
`;
