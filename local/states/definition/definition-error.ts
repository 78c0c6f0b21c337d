/** A definition cannot be played; the message names the place and the reason. */
export class DefinitionError extends Error {
  override readonly name = 'DefinitionError';
}
