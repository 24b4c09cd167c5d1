import type { PartitionCounts } from '../types.ts';
import type { Partition, PartitionedData } from './partition.ts';

/** The same partitions, and which of them were read. */
export interface TrackedData extends PartitionedData {
  wasRead(partition: Partition): boolean;
  counts(): PartitionCounts;
}

export function trackReads({ partitions, states, openWhole }: PartitionedData): TrackedData {
  const read = new Set<string>();
  const tracked = partitions.map((partition): Partition => ({
    name: partition.name,
    content: partition.content,
    open: () => {
      read.add(partition.name);
      return partition.open();
    },
  }));
  return {
    partitions: tracked,
    states,
    openWhole: async () => {
      for (const { name } of partitions) read.add(name);
      await openWhole();
    },
    wasRead: ({ name }) => read.has(name),
    counts: () => ({ read: read.size, fromStates: partitions.length - read.size }),
  };
}
