import { resolveField } from './posts.mjs';

export const handler = async (event) => resolveField(event);
