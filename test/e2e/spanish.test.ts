import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from './chromium.ts';
import { clipped, type Finding, findings, frameOf, narrow, WIDTHS } from './looking.ts';
import { listOf } from './made-up-list.ts';
import { type Desk, openStage, type Stage } from './stage.ts';

describe.runIf(findChromium())('the pane of somebody whose browser speaks Spanish', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(listOf(30));
  });
  afterAll(() => stage.close());

  /** From the way in, which on one machine is in English, through a run and a refresh to the trail. */
  async function through(width: number, look: (desk: Desk, state: string) => Promise<void>): Promise<void> {
    const desk = await stage.open({ locale: 'es-MX' });
    const { page, pane } = desk;
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await narrow(desk, width);
    await pane.getByLabel('Sign in as').selectOption('admin');
    await pane.getByRole('button', { name: 'Sign in' }).click();
    await pane.getByRole('heading', { name: 'Lista de clientes activos' }).waitFor();
    await pane.getByText('Más filtros').click();
    await pane.getByLabel('Ocultar datos personales').uncheck();
    await look(desk, 'form');
    await pane.getByLabel('Ocultar datos personales').check();
    await pane.getByRole('button', { name: 'Poner en una hoja nueva' }).click();
    await pane.getByRole('heading', { name: '30 filas en la hoja' }).waitFor();
    await look(desk, 'result');
    await pane.getByRole('tab', { name: 'Este libro' }).click();
    await pane.getByRole('button', { name: 'Actualizar todo' }).click();
    await pane.getByText('No cambió nada.').waitFor();
    await look(desk, 'sheets of this workbook');
    await pane.getByRole('tab', { name: 'Archivos' }).click();
    await pane.getByRole('button', { name: 'Pedir archivos de validación' }).click();
    await pane.getByLabel('Contraseña del zip').waitFor();
    await look(desk, 'files');
    await pane.getByRole('button', { name: /cuenta de/ }).click();
    await pane.getByRole('button', { name: 'Personas, datos y auditoría' }).click();
    await pane.getByRole('tab', { name: 'Auditoría' }).click();
    await pane.getByRole('button', { name: 'Mostrar entradas' }).click();
    await pane.getByText('Pidió un informe: Lista de clientes activos').first().waitFor();
    await look(desk, 'trail');
    expect(desk.faults).toEqual([]);
    await desk.close();
  }

  it.each(WIDTHS)('is in Spanish from the form to the trail, and clips no text of it at %i pixels', async (width) => {
    const seen: Record<string, string[]> = {};
    await through(width, async (desk, state) => {
      seen[state] = await clipped(frameOf(desk));
    });
    expect(seen).toEqual({ form: [], result: [], 'sheets of this workbook': [], files: [], trail: [] });
  });

  it('says so to a screen reader, and axe finds nothing wrong', async () => {
    const seen: Record<string, Finding[]> = {};
    await through(350, async (desk, state) => {
      expect(await frameOf(desk).locator('html').getAttribute('lang')).toBe('es-US');
      seen[state] = await findings(frameOf(desk));
    });
    expect(Object.entries(seen).filter(([, found]) => found.length > 0)).toEqual([]);
  });

  it('writes a workbook that is the same as an English one', async () => {
    const headers = async (locale: string, run: string, done: string) => {
      const desk = await stage.open({ locale });
      await desk.pane.getByLabel('Sign in as').selectOption('admin');
      await desk.pane.getByRole('button', { name: 'Sign in' }).click();
      await desk.pane.getByRole('button', { name: run }).click();
      await desk.pane.getByRole('button', { name: done }).waitFor();
      const names = await desk.sheetNames();
      const [header] = await desk.sheet(names[0] ?? '');
      await desk.close();
      return { names, header };
    };
    const spanish = await headers('es-US', 'Poner en una hoja nueva', 'Mostrar la hoja');
    expect(spanish).toEqual(await headers('en-US', 'Put in a new sheet', 'Show the sheet'));
  });
});
