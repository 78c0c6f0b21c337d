import './explorer/monaco-workers.ts';
import 'graphiql/style.css';
import './style/base.css';
import './style/controls.css';
import './style/page-header.css';
import { ExplorerPage } from './explorer/explorer-page.tsx';
import { mount } from './mount.ts';

mount(<ExplorerPage />);
