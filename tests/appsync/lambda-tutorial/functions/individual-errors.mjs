import { relatedPosts, resolveField } from './posts.mjs';

const answer = ({ source: { id } }) =>
  id === '2' ? { data: null, errorMessage: 'Error Happened', errorType: 'ERROR' } : { data: relatedPosts(id) };

export const handler = async (event) => (Array.isArray(event) ? event.map(answer) : resolveField(event));
