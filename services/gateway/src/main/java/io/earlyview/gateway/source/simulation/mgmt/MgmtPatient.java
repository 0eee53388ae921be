package io.earlyview.gateway.source.simulation.mgmt;

/**
 * What is hidden behind one head.
 *
 * @param number which case of the cohort this is, from 0; each is a patient of its own
 * @param seed of its picture
 * @param methylated the label
 * @param site where the picture was taken, from 0
 * @param ringScore the hidden variable: normal with deviation 1, greater on average in methylated tumours
 * @param tumourMillilitres volume of the tumour with ring and core, without oedema
 * @param ringMillimetres thickness of its ring
 * @param ringBrightness its mean brightness, white matter being 1
 * @param ringGrain how much its brightness varies, relative
 */
public record MgmtPatient(
        int number,
        long seed,
        boolean methylated,
        int site,
        double ringScore,
        double tumourMillilitres,
        double ringMillimetres,
        double ringBrightness,
        double ringGrain) {}
