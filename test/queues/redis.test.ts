import { redisEngine, redisMissing } from './engines.ts';
import { queueFaultSuite } from './fault-suite.ts';
import { queueSuite } from './suite.ts';

const skip = await redisMissing();
queueSuite(redisEngine, skip);
queueFaultSuite(redisEngine, skip);
