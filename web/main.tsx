import { StrictMode } from 'react';
import './style/base.css';
import './style/controls.css';
import './style/page-header.css';
import { App } from './app.tsx';
import { mount } from './mount.ts';

mount(
  <StrictMode>
    <App />
  </StrictMode>,
);
