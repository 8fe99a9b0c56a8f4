/** What a newcomer begins with: it runs anywhere, and some of it fails. */
export const definitionIn = (namespace: string): string => `{
  "namespace": "${namespace}",
  "name": "hello",
  "description": "A trial: each operation takes 0.2 s, and one in a hundred fails",
  "handler": "simulate",
  "cases": [
    { "id": "work", "parameters": { "duration": "PT0.2S", "failureRate": 0.01 } }
  ],
  "iterations": 1,
  "failuresToIgnore": 0,
  "retries": { "max": 0 }
}
`;

export const scheduleIn = (namespace: string): string => `{
  "name": "nightly",
  "cron": "30 2 * * MON-FRI",
  "timeZone": "${Intl.DateTimeFormat().resolvedOptions().timeZone}",
  "onMisfire": "fire-once",
  "onOverlap": "queue-one",
  "batchJob": { "definition": "${namespace}/hello", "subJobs": 10 }
}
`;
