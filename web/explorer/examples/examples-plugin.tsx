import { type GraphiQLPlugin, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import type { Example } from './example.ts';
import './examples-plugin.css';

/** Where a panel leaves no room for the editor; as in explorer-page.css. */
const onePaneMedia = '(max-width: 50rem)';

/** GraphiQL's panel of examples; each opens in a tab of its own. */
export function createExamplesPlugin(examples: readonly Example[]): GraphiQLPlugin {
  return { title: 'Examples', icon: ExamplesIcon, content: () => <ExampleList examples={examples} /> };
}

function ExampleList({ examples }: { readonly examples: readonly Example[] }) {
  const { addTab, setOperationFacts, setOperationName, setVisiblePlugin } = useGraphiQLActions();
  const { queryEditor, variableEditor } = useGraphiQL(({ queryEditor, variableEditor }) => ({
    queryEditor,
    variableEditor,
  }));

  function open({ name, query, variables }: Example) {
    addTab();
    queryEditor?.setValue(query);
    variableEditor?.setValue(variables);
    // GraphiQL reads the query only after a while; until then it would ask for the operation of the other tab.
    setOperationFacts({});
    setOperationName(name);
    if (matchMedia(onePaneMedia).matches) setVisiblePlugin(null);
    queryEditor?.focus();
  }

  return (
    <section className="examples" aria-label="Examples">
      <h2 className="examples__title">Examples</h2>
      {examples.length === 0 && <p>There is no example, since the schema is not known.</p>}
      <ul>
        {examples.map((example) => (
          <li key={example.name}>
            <button type="button" onClick={() => open(example)}>
              <span className="examples__name">{example.name}</span>
              <span className="examples__description">{example.description}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A page with a play sign. */
function ExamplesIcon() {
  return (
    <svg
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinejoin="round"
      height="1em"
      aria-hidden="true"
    >
      <path d="M4 2.5h8l4 4v11H4z" />
      <path d="M8.25 8.5v5.5l4-2.75z" fill="currentColor" />
    </svg>
  );
}
