import { StrictMode } from 'react';
import './style/base.css';
import './style/controls.css';
import './style/page-header.css';
import { mount } from './mount.ts';
import { PortfolioPage } from './portfolio/portfolio-page.tsx';

mount(
  <StrictMode>
    <PortfolioPage />
  </StrictMode>,
);
