import { resolveField } from './posts.mjs';

export const handler = async (event) => {
  if (Array.isArray(event)) throw new Error('I fail. always');
  return resolveField(event);
};
