#!/usr/bin/env node
// Samenspel verifier: checks an exported seal of a table, without Samenspel and without a network.
//
//   node samenspel-verifier.mjs bundle.json [older.json | checkpoint.txt ...]
//
// It ends with
//    0  everything fits, all of it is here, and it was compared with something older;
//    1  something is wrong;
//    2  nothing was checked, and the message says why;
//    4  it fits, but there was nothing older to compare it with;
//    8  it fits, but a part of the content is not in the file (hidden, withheld or erased);
//   12  both 4 and 8.
// The name of this file does not matter. The same lines stand in samenspel-verifier.html, for who has a browser and no Node.
//
// It was written from docs/seal.md and shares no line with Samenspel itself, so that a fault in one is not a fault in
// both. It is meant to be read: from top to bottom, in an hour. It uses what every browser and Node 20 or newer has:
// SHA-256 and Ed25519 of Web Crypto. Nothing is asked of a server, and nothing is kept.
//
// What it trusts: the first key in the bundle, unless you give an older bundle or checkpoint. Always compare the
// fingerprints in the report with those that you got in another way.
