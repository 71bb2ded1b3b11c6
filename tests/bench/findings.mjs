#!/usr/bin/env node
// How many injected insiders the findings find within 24 hours, and how many findings there are about honest agents: 500 agents, 90 days, five behaviours.
// The limits were set on the seeds 1 to 4; what is reported here are others.
import {execFileSync} from 'node:child_process';
import {join} from 'node:path';
import {atLeast, atMost, tellBars} from './bars.mjs';

const kLeastDetected = 0.9, kMostFalse = 0.02;  // of the insiders, within 24 hours; findings about honest agents, per agent and week

const root = join(import.meta.dirname, '../..');
const seeds = process.env.TIRAI_BENCH_SEEDS?.split(',') ?? ['11', '12', '13', '14', '15', '16'];
const report = JSON.parse(execFileSync(join(root, 'build/native/bin/bench_findings'), seeds, {maxBuffer: 1 << 24}));
const bars = tellBars({detection_rate: atLeast(report.detection_rate, kLeastDetected), false_per_agent_week: atMost(report.false_per_agent_week, kMostFalse)});
console.log(JSON.stringify({...report, bars}, null, 1));
