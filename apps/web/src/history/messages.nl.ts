export default { title: 'Geschiedenis' };
