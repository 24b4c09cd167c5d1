import { memoryStore } from './memory-store.ts';
import { testStoreContract } from './store-contract.ts';

// The contract has the assertions.
testStoreContract('memory', memoryStore);
