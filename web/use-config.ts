import { useEffect, useState } from 'react';
import { loadConfig, type WebConfig } from './config.ts';

/** The page's configuration: null while it loads, or the error that kept it from loading. */
export function useConfig(): WebConfig | Error | null {
  const [config, setConfig] = useState<WebConfig | Error | null>(null);
  useEffect(() => {
    loadConfig().then(setConfig, setConfig);
  }, []);
  return config;
}
