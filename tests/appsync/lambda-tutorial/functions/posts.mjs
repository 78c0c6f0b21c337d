const sample = (author, times) => Array(times).fill(`SAMPLE TEXT AUTHOR ${author}`).join(' ');

const first = {
  id: '1',
  title: 'First book',
  author: 'Author1',
  url: 'https://amazon.com/',
  content: sample(1, 6),
  ups: '100',
  downs: '10',
};
const second = {
  id: '2',
  title: 'Second book',
  author: 'Author2',
  url: 'https://amazon.com',
  content: `${sample(2, 2)} SAMPLE TEXT`,
  ups: '100',
  downs: '10',
};
const third = { id: '3', title: 'Third book', author: 'Author3', url: null, content: null, ups: null, downs: null };
const fourth = {
  id: '4',
  title: 'Fourth book',
  author: 'Author4',
  url: 'https://www.amazon.com/',
  content: sample(4, 8),
  ups: '1000',
  downs: '0',
};
const fifth = {
  id: '5',
  title: 'Fifth book',
  author: 'Author5',
  url: 'https://www.amazon.com/',
  content: `${sample(5, 4)} SAMPLE TEXT`,
  ups: '50',
  downs: '0',
};

const related = { 1: [fourth], 2: [third, fifth], 3: [second, first], 4: [second, first], 5: [] };

export const posts = [first, second, third, fourth, fifth];

export const relatedPosts = (id) => related[id];

/** Resolves one field of one object, as the tutorial's first function does. */
export function resolveField({ field, arguments: args, source }) {
  if (field === 'getPost') return posts.find(({ id }) => id === args.id);
  if (field === 'allPosts') return posts;
  if (field === 'addPost') return args;
  if (field === 'relatedPosts') return relatedPosts(source.id);
  throw new Error(`Unknown field, unable to resolve ${field}`);
}
