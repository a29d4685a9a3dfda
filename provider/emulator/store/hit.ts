/** One message of a tag: a page that was loaded, or an event on it. Texts are cut where the log and the store would grow. */
export interface Hit {
  readonly tagId: string;
  /** `other`: an `evt` that nobody documents; it shows that the tag lives, and matches nothing. */
  readonly event: "pageLoad" | "custom" | "other";
  /** The page's address. */
  readonly page?: string;
  readonly category?: string;
  readonly action?: string;
  readonly label?: string;
  readonly value?: number;
  /** Revenue that the page reports, at least 0. */
  readonly revenue?: number;
  /** Three capital letters. */
  readonly currency?: string;
  /** The same in all that one page sends. */
  readonly pageView?: string;
  readonly session?: string;
  readonly visitor?: string;
  /** The id of the ad click that brought the visitor. */
  readonly click?: string;
}
