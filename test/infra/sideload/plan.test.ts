import { describe, expect, test } from 'vitest';
import { planRemoval, planSideload, type SideloadTarget } from '../../../infra/sideload/plan.ts';

const ID = '4f0d7234-64ba-4037-a49c-663801747c64';
const KEY = 'HKCU\\Software\\Microsoft\\Office\\16.0\\WEF\\Developer';

const mac: SideloadTarget = {
  platform: 'darwin',
  home: '/Users/mara',
  manifestPath: '/Users/mara/hmis sheets/manifest.xml',
  id: ID,
};
const windows: SideloadTarget = {
  platform: 'win32',
  home: 'C:\\Users\\mara',
  manifestPath: 'C:\\Users\\mara\\hmis sheets\\manifest.xml',
  id: ID,
};
const linux: SideloadTarget = {
  platform: 'linux',
  home: '/home/mara',
  manifestPath: '/home/mara/manifest.xml',
  id: ID,
};

const MAC_EXCEL = '/Users/mara/Library/Containers/com.microsoft.Excel/Data';

describe('Excel finds the add-in', () => {
  test("on a Mac by a copy of the manifest in Excel's own folder, which must be there", () => {
    expect(planSideload(mac)).toEqual([
      {
        do: 'copy',
        from: mac.manifestPath,
        to: `${MAC_EXCEL}/Documents/wef/${ID}.manifest.xml`,
        within: MAC_EXCEL,
        without: expect.stringMatching(/start it once/),
      },
    ]);
  });

  test("on Windows by a value in the user's registry, of the add-in's id and the manifest's path", () => {
    expect(planSideload(windows)).toEqual([
      { do: 'run', command: ['reg', 'add', KEY, '/v', ID, '/t', 'REG_SZ', '/d', windows.manifestPath, '/f'] },
    ]);
  });

  test('nowhere else: Excel on the web takes the manifest from its user', () => {
    expect(planSideload(linux)).toEqual([]);
  });
});

describe('the removal takes out', () => {
  test('on a Mac the very file that was put in, and no other add-in', () => {
    const put = planSideload(mac).map((step) => (step.do === 'copy' ? step.to : undefined));
    expect(planRemoval(mac)).toEqual(put.map((path) => ({ do: 'delete', path })));
  });

  test('on Windows the one value, where it is there', () => {
    expect(planRemoval(windows)).toEqual([
      { do: 'run', command: ['reg', 'delete', KEY, '/v', ID, '/f'], unless: ['reg', 'query', KEY, '/v', ID] },
    ]);
  });

  test('nothing elsewhere', () => {
    expect(planRemoval(linux)).toEqual([]);
  });
});
