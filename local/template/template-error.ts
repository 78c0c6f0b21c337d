/** A template cannot be read; the message says where in the template and why. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';

  constructor(where: string, reason: string) {
    super(`${where}: ${reason}`);
  }
}
