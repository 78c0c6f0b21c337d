import { relatedPosts, resolveField } from './posts.mjs';

export const handler = async (event) => {
  if (!Array.isArray(event)) return resolveField(event);
  console.log(`a batch of ${JSON.stringify(event.map(({ field, source }) => [field, source.id]))}`);
  return event.map(({ source }) => relatedPosts(source.id));
};
