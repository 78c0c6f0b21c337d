import { useEffect, useRef, useState } from 'react';
import { InvalidCustomerError } from '../client/errors.ts';
import { BorrowerForm } from './borrower/borrower-form.tsx';
import { type FieldErrors, readDraft } from './borrower/draft.ts';
import { useDraft } from './borrower/use-draft.ts';
import { errorsOf } from './borrower/violations.ts';
import { siteName, type WebConfig } from './config.ts';
import { EvaluationPanel } from './evaluation/evaluation-panel.tsx';
import { PageHeader } from './page-header.tsx';
import { pageLinks } from './page-links.ts';
import { QueryPanel } from './query/query-panel.tsx';
import { RankingPanel } from './ranking/ranking-panel.tsx';
import { useRanking } from './ranking/use-ranking.ts';
import type { Session } from './session/session.ts';
import './ranking-page.css';

interface RankingPageProps {
  readonly config: WebConfig;
  readonly session: Session;
  readonly onExpire: () => void;
  readonly onSignOut: () => void;
}

const links = [pageLinks.portfolio, pageLinks.explorer];

/** The page of a signed-in user: the borrower, the ranked strategies, the model's evaluation and the query. */
export function RankingPage({ config, session, onExpire, onSignOut }: RankingPageProps) {
  const [draft, setDraft] = useDraft();
  const [errors, setErrors] = useState<FieldErrors>({});
  const { answer, error, pending, rank } = useRanking({ endpoint: config.graphqlEndpoint, onExpire });
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  useEffect(() => {
    if (error instanceof InvalidCustomerError) setErrors(errorsOf(error.violations));
  }, [error]);

  function submit() {
    const read = readDraft(draft);
    setErrors('errors' in read ? read.errors : {});
    if ('customer' in read) rank(read.customer);
  }

  const ranking = answer?.ranking ?? null;
  return (
    <>
      <PageHeader name={siteName(config)} links={links} username={session.username} onSignOut={onSignOut} />
      <main className="ranking-page">
        <h1 ref={title} tabIndex={-1}>
          Which strategy will help this borrower?
        </h1>
        <BorrowerForm draft={draft} errors={errors} pending={pending} onDraft={setDraft} onSubmit={submit} />
        <RankingPanel ranking={ranking} error={error} pending={pending} />
        <EvaluationPanel ranking={ranking} />
        {answer && <QueryPanel customer={answer.customer} />}
      </main>
    </>
  );
}
