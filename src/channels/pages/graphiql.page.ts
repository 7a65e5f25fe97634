import { EXAMPLES } from './examples.js';

/** Nothing from elsewhere, and no code or style inside the page. GraphiQL carries its fonts in its style sheet. */
export const GRAPHIQL_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  'font-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const GRAPHIQL_PAGE = `<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>GraphiQL · Standaardenregister</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/graphiql/graphiql.css">
<link rel="stylesheet" href="/graphiql/page.css">
<script src="/graphiql/react.js" defer></script>
<script src="/graphiql/react-dom.js" defer></script>
<script src="/graphiql/graphiql.js" defer></script>
<script src="/graphiql/page.js" defer></script>
</head>
<body>
<main id="graphiql">
<p>GraphiQL wordt geladen … <span lang="en">/ is loading …</span></p>
<noscript>
<p>GraphiQL heeft JavaScript nodig. Het schema staat op <a href="/schema.graphql">/schema.graphql</a>.</p>
<p lang="en">GraphiQL needs JavaScript. The schema is at <a href="/schema.graphql">/schema.graphql</a>.</p>
</noscript>
</main>
</body>
</html>
`;

export const GRAPHIQL_STYLE = `html, body, #graphiql { height: 100%; margin: 0; }
#graphiql > p, noscript { display: block; margin: 2rem; font-family: system-ui, sans-serif; }
`;

const tabs = EXAMPLES.map(({ query, variables = '' }) => ({ query, variables }));

/** Shows the explorer with the examples; what a person typed before is kept by GraphiQL in their own browser. */
export const GRAPHIQL_SCRIPT = `'use strict';
ReactDOM.createRoot(document.getElementById('graphiql')).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: '/graphql', enableIncrementalDelivery: false }),
    defaultTabs: ${JSON.stringify(tabs, null, 2)},
    isHeadersEditorEnabled: false,
    defaultEditorToolsVisibility: 'variables',
  }),
);
`;
