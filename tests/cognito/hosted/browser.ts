/** A form of a page: where it goes and what is in it. */
export interface Form {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** A page that the browser stayed at, or the URL that it was sent to. */
export interface Visit {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Undefined unless the reply redirects. */
  readonly location: string | undefined;
  /** The forms of the page, in their order. */
  readonly forms: readonly Form[];
}

/** A browser without script: it keeps cookies, reads forms and follows redirects only when told to. */
export interface Browser {
  readonly cookies: Map<string, string>;
  get(url: string): Promise<Visit>;
  /** Follows redirects as long as they stay on the server of the first URL. */
  follow(url: string): Promise<Visit>;
  post(
    url: string,
    fields: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Visit>;
  /** Fills in the page's form, the last when it has several, and sends it. */
  submit(visit: Visit, filledIn: Readonly<Record<string, string>>): Promise<Visit>;
}

/** Opens a browser without cookies for the server at `home`. */
export function openBrowser(home: string): Browser {
  const cookies = new Map<string, string>();

  async function request(url: string, init: RequestInit): Promise<Visit> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(new URL(url, home), {
      ...init,
      headers: { ...(cookie !== '' && { cookie }), ...init.headers },
      redirect: 'manual',
    });
    for (const line of response.headers.getSetCookie()) keep(line);
    const text = await response.text();
    const location = response.headers.get('location') ?? undefined;
    return { status: response.status, headers: response.headers, text, location, forms: readForms(text) };
  }

  function keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (/; Max-Age=0(;|$)/.test(line)) cookies.delete(name);
    else cookies.set(name, value);
  }

  const browser: Browser = {
    cookies,
    get: (url) => request(url, {}),
    async follow(url) {
      const visit = await request(url, {});
      const next = visit.location && new URL(visit.location, home);
      return next && next.origin === home ? browser.follow(next.href) : visit;
    },
    post: (url, fields, headers = {}) => request(url, { method: 'POST', body: new URLSearchParams(fields), headers }),
    submit(visit, filledIn) {
      const form = visit.forms.at(-1);
      if (form === undefined) throw new Error(`no form on ${visit.text}`);
      return browser.post(form.action, { ...form.fields, ...filledIn }, { origin: home });
    },
  };
  return browser;
}

function readForms(text: string): Form[] {
  return [...text.matchAll(/<form method="post" action="([^"]*)">(.*?)<\/form>/gs)].map(
    ([, action = '', body = '']) => {
      const inputs = [...body.matchAll(/<input [^>]*>/g)].map(([input]) => [
        attributeOf(input, 'name'),
        attributeOf(input, 'value'),
      ]);
      return { action: unescapeText(action), fields: Object.fromEntries(inputs) };
    },
  );
}

function attributeOf(tag: string, attribute: string): string {
  return unescapeText(new RegExp(` ${attribute}="([^"]*)"`).exec(tag)?.[1] ?? '');
}

function unescapeText(text: string): string {
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '');
}
