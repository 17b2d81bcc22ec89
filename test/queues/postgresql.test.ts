import { postgresEngine } from './engines.ts';
import { queueFaultSuite } from './fault-suite.ts';
import { queueSuite } from './suite.ts';

const skip = false;
queueSuite(postgresEngine, skip);
queueFaultSuite(postgresEngine, skip);
