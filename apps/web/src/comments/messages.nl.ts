export default { title: 'Opmerkingen' };
