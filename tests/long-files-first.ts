import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that start processes, trainings or browsers: each takes long, and waits for much of it. */
const long = /\/tests\/(bench|commands|training|web)\//;

/** Vitest's sequencer: has each project begin with its long files, so that no worker is left with one at the end. */
export class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const projects = [...new Set(sorted.map(({ project }) => project))];
    return projects.flatMap((project) => {
      const own = sorted.filter((file) => file.project === project);
      const isLong = ({ moduleId }: TestSpecification) => long.test(moduleId);
      return [...own.filter(isLong), ...own.filter((file) => !isLong(file))];
    });
  }
}
