export default {
  loading: 'Bezig met laden',
  close: 'Sluiten',
  errorSummary: 'Eén gegeven klopt nog niet | {count} gegevens kloppen nog niet',
  skipToContent: 'Naar de inhoud',
};
