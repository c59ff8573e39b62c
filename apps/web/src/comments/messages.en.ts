export default { title: 'Comments' };
