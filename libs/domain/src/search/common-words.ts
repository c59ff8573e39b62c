/**
 * Words that stand everywhere: articles, pronouns, prepositions, conjunctions, auxiliary verbs, question words, and letters
 * that an apostrophe leaves ("'s", "foto's"). The list of Snowball's Dutch stemmer (BSD) and what people ask questions with.
 */
const COMMON = new Set(
  `aan al alle alles als altijd andere ben bij daar dan dat de der deze die dit doch doen door dus een eens en er ge geen
   geweest haar had heb hebben heeft hem het hier hij hoe hun iemand iets ik in is ja je kan kon kunnen maar me meer men met
   mij mijn moet na naar niet niets nog nu of om omdat onder ons ook op over reeds te tegen toch toen tot u uit uw van veel
   voor want waren was wat werd wezen wie wil worden wordt zal ze zelf zich zij zijn zo zonder zou
   bent d gaan gaat ging had hadden hen hoeveel ie jij jou jouw jullie kunt kwam mag moeten mogen n onze per s t tussen vanaf
   via waar waarbij waardoor waarin waarmee waarom waarop waarover waarvoor wanneer we wel welk welke werden wij willen zouden
   zoals zullen zult zowel`.split(/\s+/),
);

/** @param word folded: small letters without accents */
export function isCommonWord(word: string): boolean {
  return COMMON.has(word);
}
