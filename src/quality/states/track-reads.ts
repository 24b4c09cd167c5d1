import type { PartitionCounts } from '../types.ts';
import type { Partition, PartitionedData } from './partition.ts';

/** The same partitions, and which of them were read. */
export interface TrackedData extends PartitionedData {
  wasRead(partition: Partition): boolean;
  counts(): PartitionCounts;
}

export function trackReads(data: PartitionedData): TrackedData {
  const { partitions, states } = data;
  const read = new Set(partitions.flatMap(({ name, isOpen }) => (isOpen ? [name] : [])));
  const tracked = partitions.map((partition): Partition => ({
    ...partition,
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
      await data.openWhole();
    },
    wasRead: ({ name }) => read.has(name),
    counts: () => ({ read: read.size, fromStates: partitions.length - read.size }),
  };
}
