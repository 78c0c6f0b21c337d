import { useCallback, useEffect, useState } from 'react';
import { loadConfig, type WebConfig } from './config.ts';

/** The page's configuration, null while it loads or the error that kept it from loading, and what loads it anew. */
export function useConfig() {
  const [config, setConfig] = useState<WebConfig | Error | null>(null);
  const reload = useCallback(() => loadConfig().then(setConfig, setConfig), []);
  useEffect(() => {
    reload();
  }, [reload]);
  return { config, reload };
}
