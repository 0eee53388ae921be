package io.earlyview.gateway.folder;

/** Is told how far an import is; called from several threads, one at a time. */
@FunctionalInterface
public interface ImportProgress {
    /**
     * One more file was taken or refused.
     *
     * @param settled files taken or refused so far
     * @param refused those of them that were refused
     */
    void settled(int settled, int refused);
}
