import type { HttpRequest, HttpResponse } from '../../../http.ts';
import { errorPage } from '../page/error-page.ts';

/** `GET /error`: where the other endpoints for browsers send an error that no app awaits. */
export async function showError({ query }: HttpRequest): Promise<HttpResponse> {
  return errorPage(query.get('error') ?? '');
}
