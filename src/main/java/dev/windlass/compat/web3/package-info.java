/**
 * Front door: the jobs of NetworkedPlanet's Web3. A topic map is a namespace, a job's type a
 * definition in it, its parameters are arguments. What can be changed here and not natively is
 * changed by another batch job that stands for the job from then on: see {@link
 * dev.windlass.compat.web3.Standing}.
 */
package dev.windlass.compat.web3;
