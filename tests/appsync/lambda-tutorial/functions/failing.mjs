export const handler = async () => {
  throw new Error('I fail. always');
};
