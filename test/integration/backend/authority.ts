import { generate } from 'selfsigned';

/** A certificate with its key, as PEM. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
}

export interface Authority {
  /** Its own certificate: a client that trusts it trusts all that it issues. */
  readonly cert: string;
  /** Issues a certificate for a server with a host name, and on the loopback. */
  issue(name: string): Promise<Identity>;
}

const DAY = 24 * 60 * 60_000;

/** Creates an authority that nobody trusts yet. */
export async function createAuthority(): Promise<Authority> {
  // Valid since yesterday, since clocks differ a little.
  const common = { keyType: 'ec', algorithm: 'sha256', notBeforeDate: new Date(Date.now() - DAY) } as const;
  const root = await generate([{ name: 'commonName', value: 'Test Authority' }], {
    ...common,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  return {
    cert: root.cert,
    async issue(name) {
      const { cert, private: key } = await generate([{ name: 'commonName', value: name }], {
        ...common,
        ca: { key: root.private, cert: root.cert },
        extensions: [
          { name: 'basicConstraints', cA: false },
          {
            name: 'subjectAltName',
            altNames: [
              { type: 2, value: name },
              { type: 7, ip: '127.0.0.1' },
            ],
          },
        ],
      });
      return { cert, key };
    },
  };
}
