/** What became of goals that left: Pulumi calls them deleted. `isFirst`: nobody was told so far what that means. */
export function pausedWords(goals: number, isFirst: boolean): string {
  const one = goals === 1;
  if (!isFirst) return `${goals} more ${one ? "goal" : "goals"} paused`;
  return (
    `${goals} ${one ? "goal" : "goals"} paused, not deleted: Microsoft's API cannot delete goals. ` +
    (one
      ? "Its name stays taken. If you declare it again, it comes back with its id"
      : "Their names stay taken. If you declare them again, they come back with their ids")
  );
}
